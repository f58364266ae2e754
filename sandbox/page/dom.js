// The few things that every part does with the document. Data gets in as text only, never as HTML.

/** The element with this id. */
export const element = (id) => document.getElementById(id);

/** Makes an element; children may be elements, texts or null. */
export function make(tag, properties = {}, ...children) {
	const node = document.createElement(tag);
	for (const [name, value] of Object.entries(properties)) {
		if (name in node) node[name] = value;
		else node.setAttribute(name, value);
	}
	node.append(...children.filter((child) => child !== null));
	return node;
}

/** Sets a text unless it is there already: a live region would read it out again. */
export function setText(node, text) {
	if (node.textContent !== text) node.textContent = text;
}

/** Sets an email address, which may be broken after its @ rather than anywhere. */
export function setEmail(node, email) {
	if (node.textContent === email) return;
	const at = email.indexOf('@') + 1;
	node.replaceChildren(email.slice(0, at), make('wbr'), email.slice(at));
}

/** Sets an attribute that says yes or no, such as aria-disabled. */
export function setState(node, name, isSo) {
	const text = String(isSo);
	if (node.getAttribute(name) !== text) node.setAttribute(name, text);
}

/** Puts children in place; whatever had the focus keeps it if it is still among them. */
export function setChildren(parent, children) {
	const same =
		parent.childNodes.length === children.length &&
		children.every((child, index) => parent.childNodes[index] === child);
	if (same) return;
	const focused = document.activeElement;
	parent.replaceChildren(...children);
	if (focused !== document.activeElement && parent.contains(focused)) {
		focused.focus({ preventScroll: true });
	}
}

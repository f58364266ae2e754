/** A field of prospects. Saleshandy does not tell what options a dropdown has. */
export interface Field {
	id: string;
	label: string;
	fieldType: string;
}

/** A field with the value it is to have; `''` clears it. */
export interface Attribute {
	fieldId: string;
	attributeValue: string;
}

/** Whether Saleshandy says that it wrote a field; it gives no reason when not. */
export interface AttributeResult {
	fieldId: string;
	success: boolean;
}

/** A prospect as the list call gives it. */
export interface Prospect {
	id: string;
	email?: string | null;
	createdAt?: string;
	verificationStatus?: string;
	attributes?: Array<{ id: string; key: string; value: unknown }>;
	tags?: unknown[];
}

/** The email address of a prospect in lower case. A search for one also finds its neighbours. */
export function addressOf({ email }: Prospect): string | undefined {
	return email?.trim().toLowerCase();
}

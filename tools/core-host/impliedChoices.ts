import type { IDataObject, INodeProperties } from 'n8n-workflow';

/**
 * Makes the choices that given fields need: n8n drops a field that its form shows for another choice only,
 * such as IDs while "Select By" is Email. A choice that is given stays as it is.
 *
 * @param properties the form of the node
 * @param given parameters as somebody wrote them
 */
export function withImpliedChoices(properties: INodeProperties[], given: IDataObject): IDataObject {
	const valueOf = (choice: string, from: IDataObject) =>
		from[choice] ?? properties.find(({ name }) => name === choice)?.default;
	const missing = ({ displayOptions }: INodeProperties, from: IDataObject) =>
		Object.entries(displayOptions?.show ?? {}).filter(
			([choice, values]) =>
				!choice.startsWith('@') && !values?.some((value) => value === valueOf(choice, from)),
		);
	let parameters = given;
	for (const name of Object.keys(given)) {
		const fields = properties.filter((field) => field.name === name);
		if (fields.length === 0 || fields.some((field) => missing(field, parameters).length === 0)) {
			continue;
		}
		const needed = missing(fields[0], parameters).map(([choice, values]) => [choice, values?.[0]]);
		parameters = { ...Object.fromEntries(needed), ...parameters };
	}
	return parameters;
}

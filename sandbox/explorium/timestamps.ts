const TIMESTAMP = /^\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?$/;

/** Whether a text is a date or a date and time in ISO form. */
export function isTimestamp(text: string): boolean {
	return TIMESTAMP.test(text) && !Number.isNaN(Date.parse(text));
}

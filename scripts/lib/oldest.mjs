/** The oldest n8n that the package is tested with; `playground/n8n` has a folder for it. */
export const OLDEST = '1.123.81';

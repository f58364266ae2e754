/** A failure that the person at the terminal can understand and act on; shown without a stack. */
export class DemoError extends Error {}

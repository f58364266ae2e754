/**
 * Milliseconds that this thread has been at work so far, whatever else the machine does: what a test that
 * asks how long something is worked on goes by.
 */
export function threadMs(): number {
	const { user, system } = process.threadCpuUsage();
	return (user + system) / 1000;
}

import { readFileSync, writeFileSync } from 'node:fs';

/** Linux counts processor time in hundredths of a second. */
const TICKS_PER_SECOND = 100;
/** Places in `/proc/<pid>/stat` after the name, which may hold spaces and ends with a bracket. */
const USER_TIME = 11;
const SYSTEM_TIME = 12;

/** Lets the peak of a process's memory start again from what it holds now. */
export function forgetPeak(pid: number): void {
	writeFileSync(`/proc/${pid}/clear_refs`, '5');
}

/** The most memory a process has held since its start or `forgetPeak`, in MB. */
export function peakMemory(pid: number): number {
	const [, kilobytes] = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))!;
	return Number(kilobytes) / 1024;
}

/** The processor time a process has used so far, in seconds. */
export function processorTime(pid: number): number {
	const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)!.split(' ');
	return (Number(fields[USER_TIME]) + Number(fields[SYSTEM_TIME])) / TICKS_PER_SECOND;
}

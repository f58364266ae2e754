import fc from 'fast-check';
import { FAULTS, type Fault, type Target } from './vendor.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** One thing that happens. Numbers that choose among what there is are taken modulo its count. */
export type Step =
	| { do: 'poll'; afterMs: number }
	| { do: 'hastyPoll' }
	| { do: 'slowPoll'; calls: number }
	| { do: 'release' }
	| { do: 'restart' }
	| { do: 'kill'; moment: Moment; isHasty: boolean }
	| {
			do: 'event';
			prospect: number;
			type: number;
			month: number;
			inMs: number;
			isTwin: boolean;
			sharesId: boolean;
	  }
	| { do: 'hide' | 'show'; event: number }
	| { do: 'enroll'; count: number }
	| { do: 'enrollInvalid' | 'enrollPoison' }
	| { do: 'unenroll' | 'enrollAgain'; prospect: number }
	| { do: 'fault'; target: Target; fault: Fault; times: number }
	| { do: 'latency'; ms: number }
	| { do: 'credits'; left: number }
	| { do: 'pass'; ms: number }
	| { do: 'settings'; change: Partial<Settings> };

/**
 * When n8n is killed: before it has saved anything of a poll, after the memory and before the execution
 * (which only its plain engine saves apart), or after both.
 */
export type Moment = 'before' | 'between' | 'after';

/** What a user can set. */
export interface Settings {
	eventTypes: number;
	minutes: number;
	lookBackDays: number;
	emitExisting: boolean;
	creditFloor: number;
	callsAtOnce: number;
	keys: boolean;
	/** What is added to each event, as bits of `ADDITIONS`. */
	additions: number;
	delivery: 'once' | 'atLeastOnce';
}

export interface History {
	engine: 'plain' | 'durable';
	isAfterStrict: boolean;
	settings: Settings;
	prospects: number;
	steps: Step[];
}

const number = fc.nat({ max: 1000 });
const settings: fc.Arbitrary<Settings> = fc.record({
	eventTypes: fc.integer({ min: 1, max: 7 }),
	minutes: fc.constantFrom(0, 1, 5, 60, 360),
	lookBackDays: fc.constantFrom(1, 30, 90),
	emitExisting: fc.boolean(),
	creditFloor: fc.constantFrom(0, 0, 0, 500),
	callsAtOnce: fc.constantFrom(1, 2, 4),
	keys: fc.boolean(),
	additions: fc.constantFrom(0, 0, 1, 2, 3),
	delivery: fc.constantFrom('once', 'atLeastOnce'),
});

const is = <T extends Step['do']>(name: T) => ({ do: fc.constant(name) });
const step: fc.Arbitrary<Step> = fc.oneof(
	{
		weight: 14,
		arbitrary: fc.record({
			...is('poll'),
			afterMs: fc.constantFrom(MINUTE, 5 * MINUTE, HOUR, 6 * HOUR, DAY),
		}),
	},
	{
		weight: 12,
		arbitrary: fc.record({
			...is('event'),
			prospect: number,
			type: number,
			month: fc.integer({ min: -4, max: 1 }),
			inMs: fc.constantFrom(0, 0, HOUR, DAY, 20 * DAY),
			isTwin: fc.boolean(),
			sharesId: fc.constantFrom(false, false, false, true),
		}),
	},
	{ weight: 2, arbitrary: fc.record(is('hastyPoll')) },
	{ weight: 3, arbitrary: fc.record({ ...is('slowPoll'), calls: fc.nat({ max: 2 }) }) },
	{ weight: 3, arbitrary: fc.record(is('release')) },
	{ weight: 3, arbitrary: fc.record(is('restart')) },
	{
		weight: 3,
		arbitrary: fc.record({
			...is('kill'),
			moment: fc.constantFrom<Moment>('before', 'between', 'between', 'after'),
			isHasty: fc.constantFrom(false, false, true),
		}),
	},
	{ weight: 2, arbitrary: fc.record({ do: fc.constantFrom('hide', 'show'), event: number }) },
	{ weight: 2, arbitrary: fc.record({ ...is('enroll'), count: fc.constantFrom(1, 2, 45) }) },
	{
		weight: 2,
		arbitrary: fc.record({ do: fc.constantFrom('enrollInvalid', 'enrollPoison') }),
	},
	{
		weight: 3,
		arbitrary: fc.record({ do: fc.constantFrom('unenroll', 'enrollAgain'), prospect: number }),
	},
	{
		weight: 6,
		arbitrary: fc.record({
			...is('fault'),
			target: fc.constantFrom<Target>(
				...(['events', 'events', 'events', 'enrollments', 'credits'] as const),
				...(['contacts', 'profile'] as const),
			),
			fault: fc.constantFrom(...FAULTS),
			times: fc.integer({ min: 1, max: 8 }),
		}),
	},
	{
		weight: 1,
		arbitrary: fc.record({ ...is('latency'), ms: fc.constantFrom(0, 500, 9_000, 50_000) }),
	},
	{ weight: 1, arbitrary: fc.record({ ...is('credits'), left: fc.constantFrom(100, 501, 5_000) }) },
	{
		weight: 2,
		arbitrary: fc.record({ ...is('pass'), ms: fc.constantFrom(HOUR, 3 * DAY, 12 * DAY) }),
	},
	{
		weight: 2,
		arbitrary: fc.record({
			...is('settings'),
			change: settings.chain((all) => {
				const names = Object.keys(all) as Array<keyof Settings>;
				return fc.constantFrom(...names).map((name) => ({ [name]: all[name] }));
			}),
		}),
	},
) as fc.Arbitrary<Step>;

/** Random histories of at least so many steps. */
export const histories = (steps: number): fc.Arbitrary<History> =>
	fc.record({
		engine: fc.constantFrom('plain', 'durable'),
		isAfterStrict: fc.boolean(),
		settings,
		prospects: fc.constantFrom(1, 3, 50),
		steps: fc.array(step, { minLength: steps, maxLength: steps + 20, size: 'max' }),
	});

/** What an import does with a prospect who is there already. */
export type ConflictAction = 'overwrite' | 'noUpdate' | 'addMissingFields';

/** Why somebody was not imported or enrolled, with the vendor's code. */
export interface Refusal {
	code: number;
	reason: string;
}

/** A list of people to import, and what became of it. */
export interface SaleshandyImport {
	requestId: string;
	/** Values by label; empty once the import is done. */
	rows: Array<Record<string, string>>;
	conflictAction: ConflictAction;
	verify: boolean;
	tags: string[];
	stepId: string | null;
	/** When it takes effect; null for never. */
	endsAt: number | null;
	isDone: boolean;
	/** Whether its status says that it is done. */
	isSaid: boolean;
	/** The rows as they came, with their refusal if there is one. */
	report: Array<{ row: Record<string, string>; refusal: Refusal | null }>;
}

/** What Simplify keeps of a task. */
export const shown = {
	attributes: ['action', 'note', 'dueAt', 'state', 'taskType', 'createdAt', 'updatedAt'],
	relationships: ['prospect', 'account', 'owner'],
};

import { getStages, getUsers } from '../pickers';

/** What the filter form of prospects lists. */
export const prospectLists = { getStages, getUsers };

/** What the filter form of accounts lists. */
export const accountLists = { getUsers };

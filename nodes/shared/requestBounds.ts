/** The longest wait of one call that a user can set under Request Options, in seconds. */
export const LONGEST_WAIT_S = 3600;
/** The most attempts per call, */
export const MOST_ATTEMPTS = 20;
/** and the most calls at once. */
export const MOST_CALLS_AT_ONCE = 20;

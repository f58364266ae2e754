import { requestOptionsOf } from '../shared/requestOptions';
import { outreach } from './outreach';

/** What a user may set about the calls of a node. */
export const requestOptions = requestOptionsOf(outreach);

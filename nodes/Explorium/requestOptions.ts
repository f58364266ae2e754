import { requestOptionsOf } from '../shared/requestOptions';
import { explorium } from './explorium';

/** What a user may set about the calls of a node. */
export const requestOptions = requestOptionsOf(explorium);

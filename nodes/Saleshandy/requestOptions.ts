import { requestOptionsOf } from '../shared/requestOptions';
import { saleshandy } from './saleshandy';

/** What a user may set about the calls of a node. */
export const requestOptions = requestOptionsOf(saleshandy);

import { BULK_PROSPECT_NODES } from '../support/outreachBulkNodes';
import { testBulkNodes } from '../support/outreachBulkSuite';

testBulkNodes('prospects', BULK_PROSPECT_NODES);

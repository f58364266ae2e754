import { BULK_ACCOUNT_NODES } from '../support/outreachBulkNodes';
import { testBulkNodes } from '../support/outreachBulkSuite';

testBulkNodes('accounts', BULK_ACCOUNT_NODES);

import type { FastifyInstance } from 'fastify';
import { commonBehavior } from '../core/common-behavior.ts';
import type { SaleshandyImport } from './import-record.ts';
import type { SaleshandySandbox } from './sandbox.ts';

/** The reports of imports, as files that stand elsewhere than the API: they take no key. */
export function reportFiles(sandbox: SaleshandySandbox) {
	return async (app: FastifyInstance): Promise<void> => {
		commonBehavior(app, sandbox, 'saleshandy');
		app.get('/files/:name', async (request, reply) => {
			const { name } = request.params as { name: string };
			const { headers } = request;
			if (headers['x-api-key'] !== undefined || headers.authorization !== undefined) {
				sandbox.counters.add('saleshandy', 'keysLeaked');
				reply.code(400).type('application/xml');
				return '<Error><Code>InvalidRequest</Code><Message>Only one auth mechanism allowed</Message></Error>';
			}
			const id = name.replace(/\.csv$/, '');
			const found = sandbox.world.saleshandy.imports.find((one) => one.requestId === id);
			if (found === undefined) {
				reply.code(404).type('application/xml');
				return '<Error><Code>NoSuchKey</Code></Error>';
			}
			reply.type('text/csv; charset=utf-8');
			return reportOf(sandbox, found);
		});
	};
}

function reportOf(sandbox: SaleshandySandbox, { report }: SaleshandyImport): string {
	const { reportRows, reportCodes } = sandbox.switches.saleshandy;
	const rows = report
		.filter(({ refusal }) => refusal !== null || reportRows === 'all')
		.map(({ row, refusal }) => {
			const { code, reason } = refusal ?? { code: 10000, reason: 'Success' };
			const text = reportCodes === 'in-reason' ? `${code}: ${reason}` : reason;
			const codes = reportCodes === 'column' ? [String(code)] : [];
			return [row['First Name'] ?? '', row.Company ?? '', row.Email ?? '', ...codes, text];
		});
	const codes = reportCodes === 'column' ? ['Code'] : [];
	const lines = [['First Name', 'Company', 'Email', ...codes, 'Reason'], ...rows];
	return lines.map((line) => `${line.map(cell).join(',')}\r\n`).join('');
}

function cell(value: string): string {
	return /[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}

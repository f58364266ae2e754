/** Tries cells, many at a time, in a process of its own. The one argument is the folder of the built package. */
import { CoreHost } from '../../tools/core-host/host.ts';
import { surroundCells } from './around.ts';
import type { Answer, Order } from './messages.ts';
import { Runner } from './runner.ts';

const send = (answer: Answer): void => {
	process.send?.(answer);
};

surroundCells();
// What a node leaves behind after it has been given up.
process.on('unhandledRejection', () => {});
process.on('disconnect', () => process.exit());
const runner = new Runner(await CoreHost.open(process.argv[2] ?? ''));
process.on('message', async (order: Order) => {
	const { id } = order;
	try {
		if ('plan' in order) send({ id, cells: await runner.plan(order.plan) });
		else send({ id, result: await runner.run(order.run) });
	} catch (error) {
		send({ id, error: (error as Error).message });
	}
});
send({ targets: runner.targetNames });

/** The queue test on its own. */
module.exports = {
	...require('./jest.config.cjs'),
	rootDir: '../..',
	testMatch: ['<rootDir>/test/e2e/queue.test.ts'],
};

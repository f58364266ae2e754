/** The queue tests on their own. */
module.exports = {
	...require('./jest.config.cjs'),
	rootDir: '../..',
	testMatch: ['<rootDir>/test/e2e/queue{,-pair}.test.ts'],
};

/** The kill tests on their own, with many kills: `KILLS` says how many. */
process.env.KILLS ??= '50';

module.exports = {
	...require('./jest.config.cjs'),
	rootDir: '../..',
	testMatch: ['<rootDir>/test/e2e/kill{,-webhook,-renewal}.test.ts'],
};

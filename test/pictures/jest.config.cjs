/** Takes the pictures of the nodes' forms. `npm run pictures` runs it, and nothing else does. */
module.exports = {
	...require('../e2e/jest.config.cjs'),
	rootDir: '../..',
	testMatch: ['<rootDir>/test/pictures/**/*.test.ts'],
};

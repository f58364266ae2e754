/** The package in an older n8n, which a folder in `playground/n8n` pins. */
module.exports = {
	...require('../e2e/jest.config.cjs'),
	rootDir: '../..',
	testMatch: ['<rootDir>/test/oldest/**/*.test.ts'],
};

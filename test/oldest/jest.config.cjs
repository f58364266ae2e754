/** The package in the oldest n8n that it is tested with, which `playground/oldest` pins. */
module.exports = {
	...require('../e2e/jest.config.cjs'),
	rootDir: '../..',
	testMatch: ['<rootDir>/test/oldest/**/*.test.ts'],
};

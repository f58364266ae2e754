/** Tests that drive the demo's own n8n. Each file starts one, and mostly waits for it: two files at a time. */
module.exports = {
	rootDir: '../..',
	testMatch: ['<rootDir>/test/e2e/**/*.test.ts'],
	modulePathIgnorePatterns: [
		'<rootDir>/dist/',
		'<rootDir>/playground/.data/',
		'<rootDir>/playground/node_modules/',
		'<rootDir>/playground/n8n/',
	],
	transform: {
		'^.+\\.ts$': [
			'@swc/jest',
			{
				jsc: { target: 'es2022', parser: { syntax: 'typescript' } },
				module: { type: 'commonjs' },
			},
		],
	},
	testTimeout: 300_000,
	maxWorkers: 2,
};

/** Tests that drive the demo's own n8n. Each file starts one, and mostly waits for it: three files at a time. */
module.exports = {
	rootDir: '../..',
	roots: ['<rootDir>/test'],
	testMatch: ['<rootDir>/test/e2e/**/*.test.ts'],
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
	maxWorkers: 3,
};

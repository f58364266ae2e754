/** Each process with n8n's code in it would compile it again. */
process.env.NODE_COMPILE_CACHE ??= `${__dirname}/node_modules/.cache/node`;

/** Unit, contract and in-process n8n tests. The e2e tests have a configuration of their own. */
module.exports = {
	roots: ['<rootDir>/test'],
	testMatch: ['<rootDir>/test/{unit,contract,n8n}/**/*.test.ts'],
	transform: {
		'^.+\\.ts$': [
			'@swc/jest',
			{
				jsc: { target: 'es2022', parser: { syntax: 'typescript' } },
				module: { type: 'commonjs' },
			},
		],
	},
	testTimeout: 60_000,
	// Many of them wait for a sandbox, for a host of n8n, or until a call is repeated.
	maxWorkers: 3,
};

// Set here because jest gives tests a copy of the environment, which native code does not see.
process.env.TF_CPP_MIN_LOG_LEVEL = '2';

// Test files of one run share a site; the workers inherit this.
process.env.UNSTUCK_TEST_RUN = String(process.pid);

/** @type {import('jest').Config} */
module.exports = {
  testEnvironment: 'node',
  // Else every use of it is looked up in jest's context, which takes most of the time of what computes much.
  sandboxInjectedGlobals: ['Math'],
  roots: ['<rootDir>/kit/src', '<rootDir>/grader/src', '<rootDir>/site/src'],
  testMatch: ['**/*.test.ts'],
  transform: {
    // marked comes as an ES module only.
    '\\.(ts|esm\\.js)$': [
      '@swc/jest',
      { jsc: { target: 'es2022', parser: { syntax: 'typescript' } }, module: { type: 'commonjs' } },
    ],
  },
  transformIgnorePatterns: ['/node_modules/(?!marked/)'],
  // A test is never about time: this only ends one that would go on for ever.
  testTimeout: 1_200_000,
  maxWorkers: 2,
  testSequencer: '<rootDir>/grader/dist/suite/longest-first.js',
  reporters: ['default', '<rootDir>/grader/dist/suite/tally-reporter.js'],
};

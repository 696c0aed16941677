/** Dependencies point one way: solutions -> kit; grader -> kit; site -> kit; kit -> neither. */
module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'kit-stands-alone',
      severity: 'error',
      from: { path: '^kit/' },
      to: { path: '^(grader|site|solutions)/' },
    },
    { name: 'grader-needs-kit-only', severity: 'error', from: { path: '^grader/' }, to: { path: '^site/' } },
    {
      name: 'lessons-need-kit-only',
      severity: 'error',
      from: { path: '^solutions/' },
      to: { path: '^(grader|site)/' },
    },
    {
      name: 'one-door-to-the-engine',
      comment: 'Only kit/src/engine may name a tfjs backend.',
      severity: 'error',
      from: { pathNot: '^kit/src/engine/' },
      to: { path: 'tfjs-(node|backend-)' },
    },
    { name: 'resolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: 'node_modules|/dist/' },
    exclude: { path: '\\.test\\.ts$' },
    parser: 'swc',
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['types', 'require', 'node'],
      extensions: ['.ts', '.js', '.d.ts'],
      mainFields: ['main', 'types'],
    },
  },
};

/**
 * The layer table of ARCHITECTURE.md: each folder with the folders it may import; types count.
 * The one exception is the type AppRouter, all the workbench knows of the server.
 */
const layers = {
  'packages/geometry': [],
  'packages/annotation': ['packages/geometry'],
  'packages/pointcloud': ['packages/geometry', 'packages/annotation'],
  'packages/simulator': ['packages/geometry', 'packages/annotation', 'packages/pointcloud'],
  'packages/formats': ['packages/geometry', 'packages/annotation', 'packages/pointcloud'],
  'packages/perception': ['packages/geometry', 'packages/annotation', 'packages/pointcloud'],
  'packages/evaluation': ['packages/geometry', 'packages/annotation'],
  'packages/consistency': ['packages/geometry', 'packages/annotation', 'packages/pointcloud'],
  'packages/quality': [
    'packages/geometry',
    'packages/annotation',
    'packages/evaluation',
    'packages/consistency',
  ],
  'packages/models': [
    'packages/geometry',
    'packages/annotation',
    'packages/pointcloud',
    'packages/simulator',
    'packages/perception',
  ],
  server: [
    'packages/geometry',
    'packages/annotation',
    'packages/pointcloud',
    'packages/simulator',
    'packages/formats',
    'packages/perception',
    'packages/consistency',
    'packages/quality',
  ],
  'apps/cli': [
    'packages/geometry',
    'packages/annotation',
    'packages/pointcloud',
    'packages/simulator',
    'packages/formats',
    'packages/perception',
    'packages/evaluation',
    'packages/consistency',
    'packages/quality',
    'packages/models',
    'server',
  ],
  'apps/workbench': [
    'packages/geometry',
    'packages/annotation',
    'packages/pointcloud',
    'packages/simulator',
    'packages/formats',
    'packages/perception',
    'packages/evaluation',
    'packages/consistency',
    'packages/quality',
    'packages/models',
  ],
}

const places = Object.keys(layers)
const forbidden = places.map((place) => {
  const below = layers[place]
  const above = places.filter((other) => other !== place && !below.includes(other))
  return {
    name: `layers-${place.replace('/', '-')}`,
    severity: 'error',
    comment: `${place} may use only ${below.join(', ') || 'nothing of ours'}`,
    from: {
      path: `^${place}/`,
      pathNot: place === 'apps/workbench' ? '^apps/workbench/src/wire\\.ts$' : undefined,
    },
    to: { path: `^(${above.join('|')})/` },
  }
})

module.exports = {
  forbidden: [
    ...forbidden.map((rule) => {
      if (rule.from.pathNot === undefined) delete rule.from.pathNot
      return rule
    }),
    {
      name: 'no-circular',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'packages-by-name',
      severity: 'error',
      comment: 'A package is imported by its name, never by its files.',
      from: { path: '^(packages|apps)/([^/]+)/|^(server)/' },
      to: {
        path: '^(packages|server)/.+/src/(?!index\\.ts$)',
        pathNot: '^$1/$2/|^$3/',
        dependencyTypes: ['local'],
      },
    },
    {
      name: 'pure-core',
      severity: 'error',
      comment: 'The packages import no React, three or store, and touch no network, file or clock.',
      from: { path: '^packages/[^/]+/src/', pathNot: '\\.test\\.ts$|/testing/' },
      to: { path: '^(node:|fs$|path$|react|three|zustand)|node_modules/(react|three|zustand)/' },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|node_modules|testdata)/' },
    tsConfig: { fileName: 'tsconfig.node.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'default'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.json'],
    },
  },
}

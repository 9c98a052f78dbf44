import { defineConfig } from 'drizzle-kit'

export default defineConfig({
  dialect: 'postgresql',
  schema: [
    './src/db/schema.ts',
    './src/db/peopleSchema.ts',
    './src/db/projectSchema.ts',
    './src/db/qualitySchema.ts',
  ],
  out: './src/db/migrations',
})

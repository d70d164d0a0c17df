import { writeFileSync } from 'node:fs';
import { clientSources } from './client-sources.ts';

for (const [path, source] of Object.entries(clientSources())) writeFileSync(path, source);

// npm run check: what can be known in two minutes, before a commit.
import { stopWhenAsked } from './lifetime';
import { checkStatically, runVitest, sum } from './stages';
import { stopTools } from './tools';

stopWhenAsked(stopTools);
const { passed, failed } = sum([await checkStatically(), await runVitest(['unit', 'server', 'device'])]);
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed > 0 ? 1 : 0);

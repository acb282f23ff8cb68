// npm run check: what can be known in two minutes, before a commit.
import { stopWhenAsked } from './lifetime';
import { checkCode, checkFormat, runVitest, sum } from './stages';
import { stopTools } from './tools';

stopWhenAsked(stopTools);
const { passed, failed } = sum([
	await checkCode(),
	...(await Promise.all([checkFormat(), runVitest(['unit', 'server', 'device'])]))
]);
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed > 0 ? 1 : 0);

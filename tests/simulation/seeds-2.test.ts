import { playSeeds } from './seeds';

playSeeds(2);

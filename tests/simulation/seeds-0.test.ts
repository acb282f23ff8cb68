import { playSeeds } from './seeds';

playSeeds(0);

import { playSeeds } from './seeds';

playSeeds(1);

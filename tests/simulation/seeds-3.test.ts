import { playSeeds } from './seeds';

playSeeds(3);

import type { House, HouseKey } from './house';
import { luotsiveneenkatu } from './houses/luotsiveneenkatu';
import { pihkarinne } from './houses/pihkarinne';
import { suokukankuja } from './houses/suokukankuja';

export const houses: Record<HouseKey, House> = { pihkarinne, suokukankuja, luotsiveneenkatu };

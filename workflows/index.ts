export { collection } from './collection';
export { monitoring } from './monitoring';
export { study } from './study';

import vm from 'node:vm';
import { TestEnvironment as NodeEnvironment } from 'jest-environment-node';

/**
 * Jest's own, with a global object like any other. By default each look at a global, `Math` or `Promise`, goes through a proxy in
 * JavaScript, which takes a good part of the time of a run.
 */
export default class TestEnvironment extends NodeEnvironment {
  constructor(...args) {
    const { createContext } = vm;
    vm.createContext = () => createContext(vm.constants.DONT_CONTEXTIFY);
    try {
      super(...args);
    } finally {
      vm.createContext = createContext;
    }
  }
}

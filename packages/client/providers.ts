import './reflect.js';
import {
  container as root,
  instanceCachingFactory,
  type DependencyContainer,
  type InjectionToken,
} from 'tsyringe';

/**
 * What an application puts into its client's container, under a token of its own. Classes are made,
 * and factories called, once a client: when first asked for.
 */
export type Provider =
  | { readonly token: InjectionToken; readonly useValue: unknown }
  | { readonly token: InjectionToken; readonly useClass: new (...services: never[]) => object }
  | {
      readonly token: InjectionToken;
      readonly useFactory: (container: DependencyContainer) => unknown;
    };

/** A container of its own for one client: nothing in it is seen by another one. */
export function makeContainer(providers: readonly Provider[]): DependencyContainer {
  const container = root.createChildContainer();
  for (const provider of providers) {
    if ('useValue' in provider) {
      container.register(provider.token, { useValue: provider.useValue });
    } else if ('useFactory' in provider) {
      container.register(provider.token, {
        useFactory: instanceCachingFactory(provider.useFactory),
      });
    } else {
      container.registerSingleton(provider.token, provider.useClass);
    }
  }
  return container;
}

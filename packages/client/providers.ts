import 'reflect-metadata';
import { container as root, type DependencyContainer, type InjectionToken } from 'tsyringe';

/** What an application puts into its client's container, under a token of its own. */
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
      container.register(provider.token, { useFactory: provider.useFactory });
    } else {
      // tsyringe types constructors with `any`; what they take is decided by their tokens.
      container.registerSingleton(provider.token, provider.useClass as new () => object);
    }
  }
  return container;
}

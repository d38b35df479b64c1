import { join } from 'node:path';
import type { Node, SourceFile } from 'typescript/unstable/ast';
import { API, type Checker, type Project } from 'typescript/unstable/sync';

/** The main process's sources in the form of the compiler: syntax trees and types. */
export interface Sources {
  readonly checker: Checker;
  /** A file by its path from the root of the project. */
  file(path: string): SourceFile;
  close(): void;
}

/**
 * Opens the project in the compiler.
 *
 * @throws Error if the compiler can't be started, or does not find the project
 */
export function openSources(config: string): Sources {
  const api = new API({ cwd: process.cwd() });
  const snapshot = api.updateSnapshot({ openProjects: [join(process.cwd(), config)] });
  const project: Project | undefined = snapshot.getProjects()[0];
  if (project === undefined) throw new Error(`The compiler finds no project in ${config}.`);
  return {
    checker: project.checker,
    file(path) {
      const found = project.program.getSourceFile(join(process.cwd(), path));
      if (found === undefined) throw new Error(`${path} is no file of ${config}.`);
      return found;
    },
    close: () => api.close(),
  };
}

/** Calls `see` for a node and everything below it. */
export function walk(node: Node, see: (node: Node) => void): void {
  see(node);
  node.forEachChild((child) => walk(child, see));
}

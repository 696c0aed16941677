import ts from '@tslab/typescript-for-tslab';

/** The names that a text declares or imports at its top. */
export function declaredNames(source: ts.SourceFile): Set<string> {
  const names = new Set<string>();
  const add = (name: ts.BindingName): void => {
    if (ts.isIdentifier(name)) names.add(name.text);
    else for (const part of name.elements) if (ts.isBindingElement(part)) add(part.name);
  };
  for (const statement of source.statements) {
    if (ts.isVariableStatement(statement))
      for (const { name } of statement.declarationList.declarations) add(name);
    else for (const name of namesOf(statement)) add(name);
  }
  return names;
}

function namesOf(statement: ts.Statement): ts.Identifier[] {
  if (ts.isImportDeclaration(statement)) return importedNames(statement.importClause);
  const { name } = statement as ts.DeclarationStatement;
  return name && ts.isIdentifier(name) ? [name] : [];
}

function importedNames(clause: ts.ImportClause | undefined): ts.Identifier[] {
  const bindings = clause?.namedBindings;
  const named = bindings && ts.isNamedImports(bindings) ? bindings.elements.map(({ name }) => name) : [];
  const whole = bindings && ts.isNamespaceImport(bindings) ? [bindings.name] : [];
  return [...(clause?.name ? [clause.name] : []), ...named, ...whole];
}

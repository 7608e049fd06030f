// Nothing to run: this project exists so that `dotnet ef` has a start-up project with the design-time packages.
return;

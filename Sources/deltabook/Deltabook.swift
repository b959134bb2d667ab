import ArgumentParser

@main
struct Deltabook: ParsableCommand {}

"""Rules about what is said of an order, held against its official text and the public record."""

"""The application: settings, wiring, HTTP and realtime routes, sign-in, command line."""

"""Problems and rubrics: YAML to typed specs, with every fault at its place."""

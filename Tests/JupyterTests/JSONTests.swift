import Testing
@testable import Jupyter

# For teachers who use nbgrader: start it in this folder, on the kit's own kernel. Without this file, nbgrader would
# leave bodies without a return where solutions stood, and they would not compile.
c = get_config()
c.CourseDirectory.course_id = "gradus"
c.ClearSolutions.code_stub = {
    "java": '// YOUR CODE HERE\nthrow new UnsupportedOperationException("exercise not done yet");'
}
c.ExecutePreprocessor.timeout = 120

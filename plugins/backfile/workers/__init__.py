"""Workers: one way of doing one thing to many, in processes of this machine or on a Dask cluster."""
